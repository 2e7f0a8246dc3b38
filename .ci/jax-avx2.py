#!/usr/bin/env python3
"""Runs a JAX script with all that JAX computes held to AVX2: jax-avx2.py SCRIPT [ARGUMENTS]

--xla_cpu_max_isa holds what XLA compiles. Matrix products are YNNPACK's, which asks the processor once and
keeps the answer; it is told here that there is no AVX-512. Needs nm, and a jaxlib with its symbols.
"""
import ctypes
import os
import runpy
import subprocess
import sys

os.environ["XLA_FLAGS"] = os.environ.get("XLA_FLAGS", "") + " --xla_cpu_max_isa=AVX2"

import jaxlib

SSE_TO_FMA = (1 << 7) - 1  # ynnpack/base/arch.h: sse2, ssse3, sse41, avx, f16c, avx2, fma3
ASK = "_ZN3ynn24get_supported_arch_flagsEv"
ANSWER = "_ZZN3ynn24get_supported_arch_flagsEvE5flags"


def symbols(library):
    table = subprocess.run(["nm", library], capture_output=True, text=True, check=True).stdout
    found = {line.split()[-1]: int(line.split()[0], 16) for line in table.splitlines() if line.endswith((ASK, ANSWER))}
    return found[ASK], found[ANSWER]


def hold():
    library = os.path.realpath(os.path.join(os.path.dirname(jaxlib.__file__), "libjax_common.so"))
    import jax  # loads the library

    base = min(int(line.split("-")[0], 16) for line in open("/proc/self/maps") if library in line)
    ask, answer = (base + address for address in symbols(library))
    flags = ctypes.CFUNCTYPE(ctypes.c_uint64)(ask)
    ctypes.c_uint64.from_address(answer).value = flags() & SSE_TO_FMA
    assert flags() <= SSE_TO_FMA


hold()
sys.argv = sys.argv[1:]
sys.path.insert(0, os.path.dirname(os.path.abspath(sys.argv[0])))
runpy.run_path(sys.argv[0], run_name="__main__")
