# Surefire's text reports in; the failing tests with the first lines of what they say, and the sum, out. Variable `built`: Maven's exit code.
FNR == 1 { lines = 0 }
/^Tests run:/ {
    gsub(/,/, ""); run += $3; bad += $5 + $7; skipped += $9
    lines = 0; next
}
/<<< (FAILURE|ERROR)!$/ { name = $0; sub(/ -- Time elapsed.*/, "", name); print "FAILED " name; lines = 4; next }
/^\tat / { lines = 0 }
lines > 0 && /[^ \t]/ { print "    " $0; lines-- }
END {
    printf "%d passed, %d failed, %d skipped\n", run - bad - skipped, bad, skipped
    exit (built != 0 || bad > 0 || run == 0) ? 1 : 0
}
