package io.winnow.gateway.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate and its private key, as their PEM files say now. */
final class PemIdentity {
    private static final int LARGEST_BYTES = 1024 * 1024;
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");
    private static final Pattern OTHER_KEY = Pattern.compile("-----(BEGIN [A-Z]+ PRIVATE KEY)-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private final byte[] certificate;
    private final byte[] key;

    private PemIdentity(byte[] certificate, byte[] key) {
        this.certificate = certificate;
        this.key = key;
    }

    static PemIdentity read(TlsFiles files) throws Tls.Unusable {
        return new PemIdentity(bytes(files.certificate()), bytes(files.key()));
    }

    private static byte[] bytes(Path file) throws Tls.Unusable {
        try {
            if (Files.size(file) > LARGEST_BYTES) {
                throw new Tls.Unusable(file + " is longer than " + LARGEST_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Tls.Unusable(file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    boolean same(PemIdentity other) {
        return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
    }

    /**
     * Both in a store, under a password that protects nothing, since the store is never written.
     *
     * @throws Tls.Unusable where they are none, or do not belong together
     */
    KeyStore store(char[] password) throws Tls.Unusable {
        Certificate[] chain = chain();
        PrivateKey own = privateKey();
        if (!belong(own, chain[0].getPublicKey())) {
            throw new Tls.Unusable("the key is not that of the certificate");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("gateway", own, password, chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new Tls.Unusable("the key and the certificate cannot be used: "
                    + e.getClass().getSimpleName());
        }
    }

    private Certificate[] chain() throws Tls.Unusable {
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificate))
                    .toArray(Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw new Tls.Unusable("the certificate is no X.509 certificate in PEM");
        }
        throw new Tls.Unusable("the certificate's file holds none");
    }

    private PrivateKey privateKey() throws Tls.Unusable {
        byte[] encoded = encodedKey();
        for (String algorithm : ALGORITHMS) {
            Optional<PrivateKey> own = privateKey(algorithm, encoded);
            if (own.isPresent()) {
                return own.get();
            }
        }
        throw new Tls.Unusable("the key is none of " + ALGORITHMS);
    }

    private byte[] encodedKey() throws Tls.Unusable {
        String text = new String(key, StandardCharsets.ISO_8859_1);
        Matcher block = PRIVATE_KEY.matcher(text);
        if (block.find()) {
            try {
                return Base64.getMimeDecoder().decode(block.group(1));
            } catch (IllegalArgumentException e) {
                throw new Tls.Unusable("the key between BEGIN PRIVATE KEY and END PRIVATE KEY is no Base64");
            }
        }
        Matcher other = OTHER_KEY.matcher(text);
        throw new Tls.Unusable("the key's file has " + (other.find() ? other.group(1) : "another form")
                + " instead of the BEGIN PRIVATE KEY of PKCS #8; openssl pkcs8 -topk8 -nocrypt converts it");
    }

    /** The key, where it is one of this algorithm. */
    private static Optional<PrivateKey> privateKey(String algorithm, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + algorithm + ", which every Java must have", e);
        }
    }

    private static boolean belong(PrivateKey own, PublicKey shown) {
        String algorithm = switch (own.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        byte[] text = "does it sign".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(own);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(shown);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
