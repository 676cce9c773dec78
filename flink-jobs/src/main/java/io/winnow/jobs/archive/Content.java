package io.winnow.jobs.archive;

import io.winnow.decode.process.DecodeInput;

/**
 * The bytes of an item.
 *
 * @param input to decode
 * @param head the first of them, which tell what it is
 * @param sha256 of all of them
 */
record Content(DecodeInput input, byte[] head, byte[] sha256) {}
