package io.winnow.frames.flink;

import io.winnow.frames.Decoded;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of a decoder's output. Its serializer hands on the reference, and refuses to write: pixels do not travel. */
public final class DecodedTypeInfo extends TypeInformation<Decoded> {
    private static final long serialVersionUID = 1;

    public static final DecodedTypeInfo INSTANCE = new DecodedTypeInfo();

    private DecodedTypeInfo() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Decoded> getTypeClass() {
        return Decoded.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Decoded> createSerializer(SerializerConfig config) {
        return DecodedSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "Decoded";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecodedTypeInfo;
    }

    @Override
    public int hashCode() {
        return Decoded.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof DecodedTypeInfo;
    }
}
