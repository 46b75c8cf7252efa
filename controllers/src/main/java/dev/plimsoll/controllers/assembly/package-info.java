/// Assemblies: [AssemblyController] turns an assembly into networks, volumes, components and releases, sums their states up, and takes all of it away again.
package dev.plimsoll.controllers.assembly;
