package io.winnow.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.winnow.gateway.Gateway;
import io.winnow.gateway.GatewayConfig;
import io.winnow.gateway.GatewayException;
import io.winnow.gateway.http.HttpOptions;
import io.winnow.topics.TopicNames;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
    @TempDir
    Path folder;

    @Test
    void speaksTlsAndTakesARenewedCertificateWithoutARestart() throws Exception {
        TlsFiles files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
        make(Map.of("first", "EC", "second", "RSA"));
        use("first", files);
        try (Gateway gateway = start(files)) {
            assertThat(gateway.address().getScheme()).isEqualTo("https");
            assertThat(name(gateway, "TLSv1.3")).isEqualTo("CN=first");
            assertThat(name(gateway, "TLSv1.2")).isEqualTo("CN=first");
            assertThatThrownBy(() -> name(gateway, "TLSv1.1")).isInstanceOf(SSLHandshakeException.class);
            copy("second.crt", files.certificate());
            await().until(() -> health(gateway).contains("the key is not that of the certificate"));
            assertThat(name(gateway, "TLSv1.3")).isEqualTo("CN=first");
            copy("second.key", files.key());
            await().until(() -> name(gateway, "TLSv1.3").equals("CN=second"));
            assertThat(health(gateway)).doesNotContain("certificate");
        }
    }

    @Test
    void filesThatAreNoCertificateAndKeyAreRefusedInASentence() throws Exception {
        make(Map.of("one", "EC", "other", "EC"));
        TlsFiles files = new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
        use("one", files);
        copy("other.key", files.key());
        assertThat(problem(files)).contains("not that of the certificate");
        for (String form : List.of("EC", "RSA", "ENCRYPTED")) {
            String name = form + " PRIVATE KEY-----\n";
            Files.writeString(files.key(), "-----BEGIN " + name + "AAAA\n-----END " + name);
            assertThat(problem(files)).contains("BEGIN " + form, "PKCS #8", "openssl pkcs8 -topk8 -nocrypt");
        }
        Files.writeString(files.key(), "-----BEGIN PRIVATE KEY-----\nAAAAA\n-----END PRIVATE KEY-----\n");
        assertThat(problem(files)).contains("no Base64");
        Files.writeString(files.certificate(), "-----BEGIN CERTIFICATE-----\nAAAAA\n-----END CERTIFICATE-----\n");
        assertThat(problem(files)).contains("no X.509 certificate");
        Files.writeString(files.certificate(), "nothing");
        assertThat(problem(files)).contains("certificate");
        Files.delete(files.certificate());
        assertThat(problem(files)).contains("cannot be read");
    }

    private static String problem(TlsFiles files) {
        try (Gateway gateway = start(files)) {
            return "it listens at " + gateway.address();
        } catch (GatewayException e) {
            assertThat(e.code()).isEqualTo("BAD_TLS");
            return String.valueOf(e.getMessage());
        }
    }

    private static Gateway start(TlsFiles files) {
        Map<String, String> nobody = Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", "50");
        return Gateway.start(GatewayConfig.local(nobody, new TopicNames("winnow", "tls"))
                .withHttp(HttpOptions.local().withTls(Optional.of(files))));
    }

    /** Makes NAME.crt and NAME.key of each by Java's own tool, all at the same time. */
    private void make(Map<String, String> algorithms) throws Exception {
        List<Process> tools = new ArrayList<>();
        for (Map.Entry<String, String> each : algorithms.entrySet()) {
            tools.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-J-XX:TieredStopAtLevel=1",
                            "-genkeypair",
                            "-alias",
                            "own",
                            "-dname",
                            "CN=" + each.getKey(),
                            "-keyalg",
                            each.getValue(),
                            "-storepass",
                            "secret",
                            "-keystore",
                            store(each.getKey()).toString())
                    .inheritIO()
                    .start());
        }
        for (Process tool : tools) {
            assertThat(tool.waitFor()).isZero();
        }
        for (String name : algorithms.keySet()) {
            KeyStore keys = KeyStore.getInstance(store(name).toFile(), "secret".toCharArray());
            PrivateKey key = (PrivateKey) keys.getKey("own", "secret".toCharArray());
            write(name + ".key", "PRIVATE KEY", key.getEncoded());
            write(name + ".crt", "CERTIFICATE", keys.getCertificate("own").getEncoded());
        }
    }

    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    private void write(String name, String what, byte[] bytes) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + what + "-----\n" + base64 + "\n-----END " + what + "-----\n");
    }

    private void use(String name, TlsFiles files) throws IOException {
        copy(name + ".crt", files.certificate());
        copy(name + ".key", files.key());
    }

    private void copy(String name, Path target) throws IOException {
        Files.copy(folder.resolve(name), target, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String name(Gateway gateway, String protocol) throws Exception {
        try (SSLSocket socket = connect(gateway.address(), protocol)) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private static String health(Gateway gateway) throws Exception {
        try (SSLSocket socket = connect(gateway.address(), "TLSv1.3")) {
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes("UTF-8"));
            return new String(socket.getInputStream().readAllBytes(), "UTF-8");
        }
    }

    private static SSLSocket connect(URI address, String protocol) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        Socket plain = new Socket(address.getHost(), address.getPort());
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(plain, address.getHost(), address.getPort(), true);
        socket.setEnabledProtocols(List.of(protocol).toArray(String[]::new));
        socket.startHandshake();
        return socket;
    }

    /** Trusts whoever answers: which certificate is shown is what is tested. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
