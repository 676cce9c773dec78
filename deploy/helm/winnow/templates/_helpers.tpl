{{/* What every name begins with: the release, and the pipeline where the release does not say it. The Flink operator takes names of at most 45 characters, and a job adds up to 20. */}}
{{- define "winnow.name" -}}
{{- if not (regexMatch "^[a-z]" .Release.Name) }}{{ fail (printf "the release's name %s begins with a digit, and no Service's may: choose one that begins with a letter" .Release.Name) }}{{ end -}}
{{- if contains .Values.pipeline.name .Release.Name -}}
{{- .Release.Name | trunc 25 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Values.pipeline.name | trunc 25 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "winnow.labels" -}}
app.kubernetes.io/name: winnow
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: winnow
{{- end }}

{{- define "winnow.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "winnow.checkpoints" -}}
{{ .Values.state.checkpoints | default "file:///var/lib/winnow/checkpoints" | trimSuffix "/" }}
{{- end }}

{{/* How clients reach the broker, as the pipeline's group kafka. */}}
{{- define "winnow.kafka" -}}
{{- $kafka := deepCopy (.Values.pipeline.kafka | default dict) -}}
{{- if .Values.kafka.strimzi.enabled -}}
{{- if $kafka.bootstrap }}{{ fail "pipeline.kafka.bootstrap names a broker, and kafka.strimzi.enabled makes another: give one of them" }}{{ end -}}
{{- $client := dict "security.protocol" "SASL_SSL" "sasl.mechanism" "SCRAM-SHA-512" "sasl.jaas.config-file" "/etc/winnow/kafka/sasl.jaas.config" "ssl.truststore.type" "PEM" "ssl.truststore.location" "/etc/winnow/kafka-ca/ca.crt" -}}
{{- $_ := set $kafka "bootstrap" (printf "%s-kafka-bootstrap:9093" (include "winnow.name" .)) -}}
{{- $_ := set $kafka "client" (merge $client ($kafka.client | default dict)) -}}
{{- else if not $kafka.bootstrap -}}
{{ fail "there is no broker: give pipeline.kafka.bootstrap, or set kafka.strimzi.enabled" }}
{{- end -}}
{{ toYaml $kafka }}
{{- end }}

{{/* The pipeline's file. */}}
{{- define "winnow.pipeline" -}}
{{- $pipeline := deepCopy .Values.pipeline -}}
{{- $_ := set $pipeline "kafka" (include "winnow.kafka" . | fromYaml) -}}
{{- $decode := $pipeline.decode | default dict -}}
{{- $_ := set $decode "children" .Values.flink.decoders.count -}}
{{- $_ := set $decode "memory" (printf "%dMiB" (int .Values.flink.decoders.memory)) -}}
{{- $_ := set $pipeline "decode" $decode -}}
{{- $flink := $pipeline.flink | default dict -}}
{{- $_ := set $flink "state-folder" "/var/lib/winnow/runs" -}}
{{- $_ := set $flink "checkpoints" (include "winnow.checkpoints" .) -}}
{{- $_ := set $pipeline "flink" $flink -}}
{{ toYaml $pipeline }}
{{- end }}

{{/* The names of the pipeline's jobs: each link through a topic begins another. */}}
{{- define "winnow.jobs" -}}
{{- $edges := .Values.pipeline.edges | default dict -}}
{{- $links := dict "tokenize" ($edges.tokens | default "kafka") "prune" ($edges.pruned | default "local") "read" "kafka" -}}
{{- $joined := list -}}
{{- range .Values.pipeline.stages | default (list "tokenize" "prune" "read") -}}
{{- $joined = append $joined . -}}
{{- if hasPrefix "kafka" (get $links .) }}
- {{ join "-" $joined }}
{{- $joined = list -}}
{{- end -}}
{{- end -}}
{{- if .Values.pipeline.archive }}
- archive
{{- end }}
{{- end }}

{{/* What the jobs read of other pipelines, as PIPELINE.TOPIC. */}}
{{- define "winnow.otherTopics" -}}
{{- $edges := .Values.pipeline.edges | default dict -}}
{{- $stages := .Values.pipeline.stages | default (list "tokenize" "prune" "read") -}}
{{- $others := list -}}
{{- range $stage, $topic := dict "prune" "tokens" "read" "pruned" -}}
{{- $link := get $edges $topic | default "" -}}
{{- if and (has $stage $stages) (hasPrefix "kafka:" $link) -}}
{{- $others = append $others (printf "%s.%s" (trimPrefix "kafka:" $link) $topic) -}}
{{- end -}}
{{- end -}}
{{ toYaml $others }}
{{- end }}

{{/* The retentions that sources have of their own, each once: as names of topics say them, and in minutes. */}}
{{- define "winnow.retentions" -}}
{{- $found := dict -}}
{{- range .Values.pipeline.sources -}}
{{- if kindIs "map" . -}}
{{- with .retention -}}
{{- $text := toString . | nospace -}}
{{- if not (regexMatch "^[0-9]+(d|h|min)$" $text) }}{{ fail (printf "the retention %s of a source is not of whole days, hours or minutes: write such as 90min" $text) }}{{ end -}}
{{- $minutes := mul (regexFind "^[0-9]+" $text) (get (dict "d" 1440 "h" 60 "min" 1) (regexFind "[a-z]+$" $text)) -}}
{{- $name := printf "%dmin" $minutes -}}
{{- if eq 0 (mod $minutes 1440) }}{{ $name = printf "%dd" (div $minutes 1440) }}{{ else if eq 0 (mod $minutes 60) }}{{ $name = printf "%dh" (div $minutes 60) }}{{ end -}}
{{- if not (hasKey $found $name) }}
- {name: {{ $name }}, minutes: {{ $minutes }}}
{{- end -}}
{{- $_ := set $found $name true -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}

{{- define "winnow.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "winnow.security" -}}
runAsNonRoot: true
readOnlyRootFilesystem: true
allowPrivilegeEscalation: false
privileged: false
capabilities: {drop: [ALL]}
{{- end }}

{{/* Volumes of every pod. Native libraries are unpacked to /tmp and run from there. */}}
{{- define "winnow.volumes" -}}
{{- $name := include "winnow.name" .root -}}
- name: tmp
  emptyDir: {sizeLimit: 4Gi}
- name: pipeline
  configMap: {name: {{ $name }}-pipeline}
{{- if .root.Values.kafka.strimzi.enabled }}
- name: kafka
  secret: {secretName: {{ $name }}-{{ .user }}, defaultMode: 0440}
- name: kafka-ca
  secret:
    secretName: {{ $name }}-cluster-ca-cert
    defaultMode: 0440
    items: [{key: ca.crt, path: ca.crt}]
{{- end }}
{{- range $index, $secret := .root.Values.secrets }}
- name: secret-{{ $index }}
  secret: {secretName: {{ $secret.name }}, defaultMode: 0440}
{{- end }}
{{- end }}

{{- define "winnow.mounts" -}}
- {name: tmp, mountPath: /tmp}
- {name: pipeline, mountPath: /etc/winnow/pipeline, readOnly: true}
{{- if .Values.kafka.strimzi.enabled }}
- {name: kafka, mountPath: /etc/winnow/kafka, readOnly: true}
- {name: kafka-ca, mountPath: /etc/winnow/kafka-ca, readOnly: true}
{{- end }}
{{- range $index, $secret := .Values.secrets }}
- {name: secret-{{ $index }}, mountPath: {{ $secret.mountPath }}, readOnly: true}
{{- end }}
{{- end }}

{{/* A pod of Flink's: the operator adds what it runs. */}}
{{- define "winnow.flinkPod" -}}
metadata:
  labels:
    {{- include "winnow.labels" .root | nindent 4 }}
    app.kubernetes.io/component: flink
spec:
  automountServiceAccountToken: {{ eq .root.Values.flink.highAvailability.type "kubernetes" }}
  enableServiceLinks: false
  securityContext:
    {{- include "winnow.podSecurity" .root | nindent 4 }}
  {{- with .root.Values.flink.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .root.Values.flink.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .root.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - {name: {{ . }}}
    {{- end }}
  {{- end }}
  containers:
    - name: flink-main-container
      securityContext:
        {{- include "winnow.security" .root | nindent 8 }}
      env:
        - {name: WINNOW_JAVA_OPTIONS, value: {{ .root.Values.flink.javaOptions | quote }}}
      ports:
        - {name: metrics, containerPort: 9249}
      {{- if .taskManager }}
      startupProbe: {tcpSocket: {port: 6122}, periodSeconds: 5, failureThreshold: 60}
      livenessProbe: {tcpSocket: {port: 6122}, periodSeconds: 20, failureThreshold: 6}
      {{- else }}
      startupProbe: {httpGet: {path: /overview, port: 8081}, periodSeconds: 5, failureThreshold: 60, timeoutSeconds: 5}
      readinessProbe: {httpGet: {path: /overview, port: 8081}, periodSeconds: 10, timeoutSeconds: 5}
      livenessProbe: {httpGet: {path: /overview, port: 8081}, periodSeconds: 20, failureThreshold: 6, timeoutSeconds: 5}
      {{- end }}
      volumeMounts:
        - {name: state, mountPath: /var/lib/winnow}
        {{- if .taskManager }}
        - {name: frames, mountPath: /dev/shm}
        {{- end }}
        {{- include "winnow.mounts" .root | nindent 8 }}
  volumes:
    - name: state
      persistentVolumeClaim: {claimName: {{ .root.Values.state.existingClaim | default (printf "%s-state" (include "winnow.name" .root)) }}}
    {{- if .taskManager }}
    - name: frames
      emptyDir: {medium: Memory, sizeLimit: 256Mi}
    {{- end }}
    {{- include "winnow.volumes" (dict "root" .root "user" "jobs") | nindent 4 }}
{{- end }}
