/// Text to model and back: Plimsoll's own YAML (many documents to a file), JSON for the API and the store, the JSON Schema and the
/// `explain` texts generated from the model's records. Pure: works on a [Bundle], names what it lacks ([Needs]) and what is wrong ([Finding]).
package dev.plimsoll.manifest;
