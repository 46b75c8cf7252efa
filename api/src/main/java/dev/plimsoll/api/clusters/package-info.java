/// What people ask of a cluster besides declaring it: to be recovered when most of its managers are lost. Start at [ClusterRoutes].
package dev.plimsoll.api.clusters;
