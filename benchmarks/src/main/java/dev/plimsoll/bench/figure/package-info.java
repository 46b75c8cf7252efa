/// One file per name of `./bench list`. Each measures both sides in turns and answers figures with their targets.
package dev.plimsoll.bench.figure;
