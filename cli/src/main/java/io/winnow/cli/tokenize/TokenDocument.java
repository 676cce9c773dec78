package io.winnow.cli.tokenize;

import io.winnow.records.Positions;
import io.winnow.records.TokenRecord;
import io.winnow.records.Tokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Token records as {@code winnow tokenize --json} prints them. */
final class TokenDocument {
    private TokenDocument() {}

    static Map<String, Object> of(TokenRecord record) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("media", record.origin().stream());
        document.put("startMicros", record.span().startMicros());
        document.put("endMicros", record.span().endMicros());
        document.put("clock", record.span().clock().name());
        document.put("tokenizer", record.tokenizer().toString());
        if (record.tokens() instanceof Tokens.Ids ids) {
            document.put("ids", list(ids.unpack()));
        } else if (record.tokens() instanceof Tokens.Vectors vectors) {
            document.put("vectors", Map.of("count", vectors.count(), "width", vectors.width()));
        }
        record.positions().ifPresent(positions -> document.put("positions", list(Positions.cells(positions))));
        document.put("bytes", record.contentBytes());
        return document;
    }

    private static List<Integer> list(int[] numbers) {
        return IntStream.of(numbers).boxed().toList();
    }
}
