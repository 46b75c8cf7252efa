# Maven's log in, one line per module out. Modules are built at the same time, so their lines come mixed: a class that has ended is told by its
# package from those of other modules, and a module's tests have ended when it is packed.
/Downloading from/ && !fetching { fetching = 1; print "  fetching libraries"; fflush() }
/^\[INFO\] Building Plimsoll .*\[[0-9]+\/[0-9]+\]/ { modules = $NF; gsub(/.*\/|\]/, "", modules) }
/^\[(INFO|WARNING|ERROR)\] Tests run:.*Time elapsed/ {
    split($NF, package, "."); module = package[3]
    counts = $0; gsub(/[^0-9,]/, "", counts); split(counts, count, ",")
    run[module] += count[1]; bad[module] += count[2] + count[3]; skipped[module] += count[4]
}
/jar \(default-jar\) @ plimsoll-/ {
    module = $0; sub(/.*@ plimsoll-/, "", module); sub(/ .*/, "", module)
    printf "  %-12s %2d of %d   %d tests, %d failed, %d skipped\n", module, ++packed, modules - 1, run[module], bad[module], skipped[module]; fflush()
}
