/// The reading part of Consul's HTTP API (https://developer.hashicorp.com/consul/api-docs, as of 1.8): catalog and health with blocking queries, so that whoever reads Consul can read Plimsoll.
///
/// A project is a datacenter, a component a service, an instance's port one entry of it, a machine a node. Nothing can be registered, and there are no keys and values. Errors are plain
/// texts, as Consul's are. Start at [ConsulRoutes].
package dev.plimsoll.api.consul;
