package io.winnow.archive;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * How far an archive is.
 *
 * @param items it knows of, and what of the originals is no item
 * @param done of which all became tokens
 * @param failed wholly or in part, and what of the originals is no item
 * @param skipped files of folders that are no media
 * @param bytesIn of the originals that it holds
 * @param bytesOut of its objects
 * @param tokens it holds
 * @param itemsPerSecond lately, by when objects were written; 0 where nothing can be said
 * @param tokenizer that made the tokens
 * @param digest of the computation
 */
@JsonPropertyOrder({
    "items",
    "done",
    "failed",
    "bytesIn",
    "bytesOut",
    "tokens",
    "itemsPerSecond",
    "digest",
    "skipped",
    "tokenizer"
})
public record Progress(
        long items,
        long done,
        long failed,
        long skipped,
        long bytesIn,
        long bytesOut,
        long tokens,
        double itemsPerSecond,
        String tokenizer,
        String digest) {}
