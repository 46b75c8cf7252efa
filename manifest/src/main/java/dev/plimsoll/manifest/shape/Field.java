package dev.plimsoll.manifest.shape;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/// A field of a record.
///
/// @param name      as written in files and JSON
/// @param doc       the sentence for people; empty when the record has none
/// @param otherwise the value when absent, as written; empty: the type's own
/// @param shape     of its value
/// @param accessor  reads it
public record Field(String name, String doc, String otherwise, Shape shape, Method accessor) {
    public Object of(Object owner) {
        try {
            return accessor.invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException("accessor " + accessor + " of a public record failed", impossible);
        }
    }
}
