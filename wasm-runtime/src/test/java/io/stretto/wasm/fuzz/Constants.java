package io.stretto.wasm.fuzz;

import io.stretto.wasm.bytecode.ValueType;

/** Numbers at which arithmetic, conversions and bounds change their behaviour. */
final class Constants {

  private static final long[] INTEGERS = {
    0,
    1,
    2,
    7,
    8,
    31,
    32,
    33,
    63,
    64,
    127,
    128,
    255,
    256,
    4095,
    4096,
    32_767,
    32_768,
    65_535,
    65_536,
    0x7fff_ffffL,
    0x8000_0000L,
    0xffff_ffffL,
    0x1_0000_0000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1,
    -2,
    -128,
    -129,
    -32_768,
    -65_536
  };

  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -0.5,
    1.5,
    2.5,
    -2.5,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    2_147_483_647.0,
    2_147_483_648.0,
    -2_147_483_648.0,
    -2_147_483_649.0,
    4_294_967_295.0,
    4_294_967_296.0,
    0x1p63 - 0x1p10,
    0x1p63,
    -0x1p63 - 0x1p11,
    0x1p64 - 0x1p11,
    0x1p64,
    Float.MAX_VALUE,
    3.5e38,
    Float.MIN_VALUE,
    1e-46,
    0x1p51 + 0.5,
    0.49999999999999994
  };

  private static final long[] DOUBLE_NANS = {
    0x7ff8_0000_0000_0000L,
    0xfff8_0000_0000_0000L,
    0x7ff0_0000_0000_0001L,
    0xfff0_0000_0000_0001L,
    0x7fff_ffff_ffff_ffffL,
    0xfff8_0000_0000_1234L
  };

  private static final long[] FLOAT_NANS = {
    0x7fc0_0000L, 0xffc0_0000L, 0x7f80_0001L, 0xff80_0001L, 0x7fff_ffffL, 0xffc1_2345L
  };

  private Constants() {}

  /** The bits of a constant of a type. */
  static long of(ValueType type, Choices choices) {
    int kind = choices.below(8);
    return switch (type) {
      case I32, I64 -> kind < 2 ? choices.below(16) : kind < 7 ? integer(choices) : choices.bits();
      case F32 ->
          kind < 5
              ? Float.floatToRawIntBits((float) DOUBLES[choices.below(DOUBLES.length)])
                  & 0xffff_ffffL
              : kind < 7 ? choices.pick(FLOAT_NANS) : choices.bits() & 0xffff_ffffL;
      case F64 ->
          kind < 5
              ? Double.doubleToRawLongBits(DOUBLES[choices.below(DOUBLES.length)])
              : kind < 7 ? choices.pick(DOUBLE_NANS) : choices.bits();
    };
  }

  /** An integer of those at which something changes. */
  static long integer(Choices choices) {
    return INTEGERS[choices.below(INTEGERS.length)];
  }
}
