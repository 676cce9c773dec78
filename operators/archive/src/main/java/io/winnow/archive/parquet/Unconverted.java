package io.winnow.archive.parquet;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Columns are read value by value, so that Parquet's own assembly of records has nothing to do. */
final class Unconverted extends GroupConverter {
    private static final Converter NOTHING = new PrimitiveConverter() {
        @Override
        public GroupConverter asGroupConverter() {
            return new Unconverted();
        }
    };

    @Override
    public Converter getConverter(int field) {
        return NOTHING;
    }

    @Override
    public void start() {
        // Nothing is assembled.
    }

    @Override
    public void end() {
        // Nothing is assembled.
    }
}
