/// A small OpenStack over real HTTP: the parts of Keystone, Nova, Neutron and Glance that the adapter uses, with the shapes, the errors and the habits of the real ones (pages, tokens that
/// end, links with a wrong host, states that take a look to change), and faults on demand ([Fault]). `OpenStackLabTest` runs the same suite against the real thing.
package dev.plimsoll.clouds.openstack.small;
