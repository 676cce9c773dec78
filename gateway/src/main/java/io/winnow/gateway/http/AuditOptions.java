package io.winnow.gateway.http;

import java.nio.file.Path;

/**
 * What is written down of requests.
 *
 * @param file that gets a JSON object a line; where it is moved away, a new one is begun
 * @param questions whether it holds the questions' words too
 */
public record AuditOptions(Path file, boolean questions) {}
