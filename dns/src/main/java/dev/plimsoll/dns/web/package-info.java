/// What the adapters of providers with an API over HTTP have in common: where it answers and how long we wait ([WebApi]), one whole answer ([Answer]), what a zone's declaration may say
/// ([Settings]), and sets where a provider holds one record for each value ([HeldRecord], [Rewrite]). Knows no provider.
///
/// Invariant: no credential leaves but in a header or the body of a log-in; failures carry the provider's own words and no part of an answer that was not understood.
package dev.plimsoll.dns.web;
