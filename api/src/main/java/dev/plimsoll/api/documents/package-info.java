/// Documents about the API and the kinds, generated from what the program runs on: the OpenAPI document from the route table ([OpenApi]), with schemas from
/// the API's records ([RecordSchemas]) and the kinds' shapes ([KindSchemas]); the JSON Schema for editors and `explain` from the manifest module.
///
/// Invariant: nothing here is written by hand twice; a route, field or kind that is added is in the documents. Start at [DocumentRoutes].
package dev.plimsoll.api.documents;
