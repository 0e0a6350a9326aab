#!/bin/sh
# A table in Markdown of what `make bench` printed, with the machine it ran on.
#
# usage: table.sh OUTPUT [COMPILER]
set -eu

output=$1
compiler=${2:-cc}

model=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)
cores=$(grep -c '^processor' /proc/cpuinfo)
memory=$(awk '/^MemTotal/ { printf "%.0f GiB", $2 / 1048576 }' /proc/meminfo)
version=$($compiler --version | head -n 1)
system=$(uname -s)

cat <<END
# Benchmarks

Written by \`make bench-table\`.  Only ratios count: each is of two things done in turn in the
same run, with equal results.  A limit L on something that was measured as M is shown as the
ratio L / M with target 1.

- processor: $model, $cores cores
- memory: $memory
- system: $system
- compiler: $version

| benchmark | ratio | target | |
|---|---:|---:|---|
END
awk '$1 == "bench" {
    for (i = 3; i < NF; i++)
        if ($i == "ratio" && $(i + 2) == "target")
            printf "| %s | %s | %s | %s |\n", $2, $(i + 1), $(i + 3), $NF
}' "$output"
cat <<END

How times grow with sizes: least squares through the logarithms.

| time | fitted exponent | expected |
|---|---:|---:|
END
awk '$1 == "exponent" { printf "| %s | %s | %s |\n", $2, $4, $6 }' "$output"
printf '\nWhat was measured:\n\n'
awk '$1 != "exponent" && !($1 == "bench" && $0 ~ / ratio /) { print "- " $0 }' "$output"
