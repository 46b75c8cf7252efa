/// The store for tests, the simulated world and planning aloud: everything in maps, gone with the process. Passes the same contract suite as
/// the durable ones.
package dev.plimsoll.store.memory;
