/// What an ingress is to serve and what it says of it, as plain values: [IngressDocument] is the whole of what is wanted, [IngressState] what came of it. Made by
/// planners, handed to the port `Ingress`, rendered by adapters. Nothing here does I/O.
///
/// Invariant: a document is complete and in order. Whoever renders it decides nothing about who may come in or which route is asked first.
package dev.plimsoll.model.ingress;
