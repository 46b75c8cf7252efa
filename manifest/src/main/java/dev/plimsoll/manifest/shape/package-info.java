/// The model's records as data: which fields they have, of what shape, with what meaning and what default. Read once by reflection from
/// the records and their `@Doc`; everything that turns model into text or text into model walks these shapes, so that a field added to a
/// record is at once in files, in JSON, in the schema and in `explain`.
///
/// Start at [Shape], then [Shapes]. Invariant: what [Written] writes, [Binder] reads back equal.
package dev.plimsoll.manifest.shape;
