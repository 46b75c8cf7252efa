/// What benchmarks are made of: commands with a time limit, turns between two sides, samples, cleaning up, and our own control plane as a user
/// starts it. Knows no figure and no peer. Start with [dev.plimsoll.bench.run.Site].
package dev.plimsoll.bench.run;
