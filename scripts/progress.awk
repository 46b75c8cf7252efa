# Maven's log in, one line per module out.
/Downloading from/ && !fetching { fetching = 1; print "  fetching libraries"; fflush() }
/^\[INFO\] Building Plimsoll .*\[[0-9]+\/[0-9]+\]/ { module = $4; place = $NF }
# A class that has ended carries its time; the sum of the module does not.
/^\[(INFO|WARNING|ERROR)\] Tests run:/ && !/Time elapsed/ {
    line = $0; sub(/^\[[A-Z]+\] +/, "", line); printf "  %-12s %-8s %s\n", module, place, line; fflush()
}
