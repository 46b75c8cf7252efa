/// Applications of kinds found in the wild, in `src/test/resources/apps`: read, and compared field by field with what the tools they were written for
/// make of the same files. Start reading at [dev.plimsoll.compose.apps.App].
package dev.plimsoll.compose.apps;
