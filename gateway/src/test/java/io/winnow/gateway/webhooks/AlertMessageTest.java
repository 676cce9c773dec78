package io.winnow.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.winnow.records.Alert;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AlertMessageTest {

    @Test
    void isTheSameBytesWheneverItIsMade() {
        Alert alert = Alerts.of("gate", "dock/1", 7, Alert.State.FIRING);
        String text = new String(AlertMessage.of("shop", alert).bytes(), StandardCharsets.UTF_8);
        assertThat(text)
                .isEqualTo("{\"type\":\"alert.firing\",\"timestamp\":\"2026-01-01T00:00:00.123Z\",\"data\":{\"id\":\""
                        + alert.id()
                        + "\",\"pipeline\":\"shop\",\"run\":\"run-1\",\"questionId\":\"gate\",\"stream\":\"dock/1\","
                        + "\"occurrence\":7,\"state\":\"FIRING\",\"reason\":\"ANSWER\",\"question\":\"Is the gate open?\","
                        + "\"when\":\"answer is yes\",\"answer\":\"yes\",\"confidence\":0.75,"
                        + "\"evidence\":[{\"startMicros\":1000000,\"endMicros\":2000000,\"clock\":\"WALL\"}],"
                        + "\"atMillis\":1767225600123}}");
    }

    @Test
    void saysThatAnAlertIsOver() {
        Alert alert = Alerts.of("gate", "dock/1", 9, Alert.State.RESOLVED);
        assertThat(AlertMessage.of("shop", alert).type()).isEqualTo("alert.resolved");
    }
}
