package io.winnow.records.avro;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Every schema that a release ever wrote: {@code released/<record>/v<n>.avsc} among the resources, from 1 without holes. None of them ever changes or goes away. */
final class ReleasedSchemas {
    private ReleasedSchemas() {}

    /** Those of a record, oldest first. */
    static List<Schema> of(String record) {
        List<Schema> schemas = new ArrayList<>();
        while (true) {
            String path = path(record, schemas.size() + 1);
            try (InputStream resource = ReleasedSchemas.class.getResourceAsStream("/" + path)) {
                if (resource == null) {
                    return schemas;
                }
                schemas.add(new Schema.Parser().parse(resource));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
    }

    static String path(String record, int version) {
        return "released/" + record + "/v" + version + ".avsc";
    }
}
