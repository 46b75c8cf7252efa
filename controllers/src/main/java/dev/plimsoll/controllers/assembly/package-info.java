/// Assemblies: [AssemblyController] turns an assembly into networks, volumes, components and releases, sums their states up, and takes all of it away again.
/// [Moving] takes one from cluster to cluster.
package dev.plimsoll.controllers.assembly;
