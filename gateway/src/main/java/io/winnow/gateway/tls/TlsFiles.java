package io.winnow.gateway.tls;

import java.nio.file.Path;

/**
 * By what the gateway proves who it is.
 *
 * @param certificate PEM: its certificate, then those that signed it
 * @param key PEM: its private key as PKCS #8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {}
