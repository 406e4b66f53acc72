"""Software prefetch: postings are read in short runs, each of which would begin with a cache miss.

One instruction of the compiler's intermediate language, which Numba has no word for; where it cannot be had, nothing is
done, which is only slower.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np import arrayobj

_READ, _KEEP, _DATA = 0, 3, 1


def _prefetch(typing_context: Any, array: Any, place: Any) -> Any:  # noqa: ARG001  # the names are Numba's
    """Have ``array[place]`` brought near; it may be outside of the array."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        start = arrayobj.make_array(signature.args[0])(context, builder, arguments[0]).data
        pointer = builder.bitcast(builder.gep(start, [arguments[1]]), ir.IntType(8).as_pointer())
        number = ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [pointer.type, number, number, number])
        function = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")
        builder.call(function, [pointer, number(_READ), number(_KEEP), number(_DATA)])
        return context.get_dummy_value()

    return types.void(array, types.uint64), code


def _nothing(array: Any, place: Any) -> None:
    """Where there is no such instruction."""


def _works(function: Any) -> bool:
    try:
        njit(lambda array: function(array, np.uint64(0)))(np.zeros(1, np.uint32))
    except Exception:  # whatever a later compiler makes of it
        return False
    return True


prefetch = intrinsic(_prefetch)
if not _works(prefetch):
    prefetch = njit(_nothing)
