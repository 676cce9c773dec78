package io.winnow.model.convert;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How checkpoints store a number. */
enum NumberType {
    FLOAT32("F32", "FloatStorage", Float.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return bytes.getFloat(index);
        }
    },
    FLOAT64("F64", "DoubleStorage", Double.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return (float) bytes.getDouble(index);
        }
    },
    FLOAT16("F16", "HalfStorage", Short.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return small(bytes.getShort(index), 5, 10);
        }
    },
    BFLOAT16("BF16", "BFloat16Storage", Short.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return Float.intBitsToFloat(bytes.getShort(index) << Short.SIZE);
        }
    },
    /** Four bits of exponent, three of fraction, no infinity. */
    FLOAT8("F8_E4M3", "Float8_e4m3fnStorage", Byte.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            byte bits = bytes.get(index);
            return (bits & 0x7f) == 0x7f ? Float.NaN : scaled(bits, Byte.SIZE, 4, 3);
        }
    },
    INT64("I64", "LongStorage", Long.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return bytes.getLong(index);
        }
    },
    INT32("I32", "IntStorage", Integer.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return bytes.getInt(index);
        }
    },
    UINT8("U8", "ByteStorage", Byte.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return Byte.toUnsignedInt(bytes.get(index));
        }
    },
    BOOLEAN("BOOL", "BoolStorage", Byte.BYTES) {
        @Override
        float at(ByteBuffer bytes, int index) {
            return bytes.get(index) == 0 ? 0 : 1;
        }
    };

    private final String safeTensors;
    private final String storage;
    private final int bytes;

    NumberType(String safeTensors, String storage, int bytes) {
        this.safeTensors = safeTensors;
        this.storage = storage;
        this.bytes = bytes;
    }

    /** Of a number. */
    int bytes() {
        return bytes;
    }

    /**
     * The number that begins at a byte.
     *
     * @param bytes little endian
     */
    abstract float at(ByteBuffer bytes, int index);

    /** As safetensors names it. */
    static Optional<NumberType> ofSafeTensors(String word) {
        return Arrays.stream(values())
                .filter(type -> type.safeTensors.equals(word))
                .findFirst();
    }

    /** By the class of PyTorch's storage. */
    static Optional<NumberType> ofStorage(String name) {
        return Arrays.stream(values()).filter(type -> type.storage.equals(name)).findFirst();
    }

    private static float small(short bits, int exponentBits, int fractionBits) {
        int exponent = (bits >> fractionBits) & ((1 << exponentBits) - 1);
        if (exponent == (1 << exponentBits) - 1) {
            boolean infinite = (bits & ((1 << fractionBits) - 1)) == 0;
            return infinite ? Math.copySign(Float.POSITIVE_INFINITY, bits) : Float.NaN;
        }
        return scaled(bits, Short.SIZE, exponentBits, fractionBits);
    }

    /** IEEE's finite numbers of any width. */
    private static float scaled(int bits, int width, int exponentBits, int fractionBits) {
        int fraction = bits & ((1 << fractionBits) - 1);
        int exponent = (bits >> fractionBits) & ((1 << exponentBits) - 1);
        int bias = (1 << (exponentBits - 1)) - 1;
        float size = exponent == 0
                ? Math.scalb((float) fraction, 1 - bias - fractionBits)
                : Math.scalb((float) (fraction | (1 << fractionBits)), exponent - bias - fractionBits);
        return (bits & (1 << (width - 1))) == 0 ? size : -size;
    }
}
