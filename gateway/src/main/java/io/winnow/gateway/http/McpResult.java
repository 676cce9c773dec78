package io.winnow.gateway.http;

/**
 * What a tool has found.
 *
 * @param text in words
 * @param content the same as JSON, as the document of the interface foresees it
 */
record McpResult(String text, Object content) {}
