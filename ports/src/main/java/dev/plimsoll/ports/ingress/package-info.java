/// What Plimsoll asks of a proxy that serves routes: [Ingress], with the failures that change what the caller does, [IngressFailure]. Adapters render one whole
/// document and never decide which route is asked first or who may come in. The contract suite is in this module's test jar; `ports.simulated` passes it.
package dev.plimsoll.ports.ingress;
