package io.winnow.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SigningSecretTest {
    private static final String PUBLISHED = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void signsAsTheExampleThatTheStandardsLibrariesAreTestedWith() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertThat(SigningSecret.parse(PUBLISHED).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Property(tries = 200)
    void signsAsItsTwin(
            @ForAll @Size(min = 24, max = 64) byte[] key,
            @ForAll @AlphaChars String id,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long seconds,
            @ForAll byte[] body) {
        String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
        String signature = SigningSecret.parse(secret).sign(id, seconds, body);
        assertThat(SignatureTwin.signs(secret, id, Long.toString(seconds), body, signature))
                .isTrue();
        assertThat(SignatureTwin.signs(secret, id, Long.toString(seconds + 1), body, signature))
                .isFalse();
    }

    @Test
    void refusesWhatIsNoSecretWithoutRepeatingIt() {
        assertThatThrownBy(() -> SigningSecret.parse("TfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                .hasMessage("a secret begins with whsec_");
        assertThatThrownBy(() -> SigningSecret.parse("whsec_not-base-64!"))
                .hasMessage("what follows whsec_ is no base64")
                .hasNoCause();
        assertThatThrownBy(() -> SigningSecret.parse("whsec_c2hvcnQ="))
                .hasMessage("a secret has 24 to 64 bytes, not 5");
        assertThat(SigningSecret.parse(PUBLISHED)).hasToString("SigningSecret[hidden]");
    }
}
