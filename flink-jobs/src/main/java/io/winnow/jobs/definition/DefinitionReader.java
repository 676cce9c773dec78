package io.winnow.jobs.definition;

import io.winnow.decode.DecodeOptions;
import io.winnow.model.EngineOptions;
import io.winnow.prune.PruneOptions;
import io.winnow.read.ReadOptions;
import io.winnow.read.VisionOptions;
import io.winnow.tokenize.TokenizeOptions;
import io.winnow.tokenize.preview.PreviewOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a definition of settings and refuses what cannot be. */
final class DefinitionReader {
    private DefinitionReader() {}

    static PipelineDefinition read(Map<String, Setting> settings, List<SourceDefinition> sources, String file) {
        OptionsMapper.refuseUnknown(settings.values(), OptionGroups.keys(), OptionGroups.RETIRED);
        Map<String, String> places = new HashMap<>();
        new TreeMap<>(settings).forEach((key, setting) -> places.put(key, setting.where()));
        PipelineDefinition definition = new PipelineDefinition(
                OptionsMapper.read(GeneralOptions.defaults(), settings),
                sources,
                OptionsMapper.read(DecodeOptions.defaults(), settings),
                OptionsMapper.read(TokenizeOptions.defaults(), settings),
                OptionsMapper.read(PreviewOptions.defaults(), settings),
                shared(OptionsMapper.read(PruneOptions.defaults(), settings), (int)
                        sources.stream().filter(SourceDefinition::decoded).count()),
                OptionsMapper.read(ReadOptions.defaults(), settings),
                OptionsMapper.read(VisionOptions.defaults(), settings),
                OptionsMapper.read(EngineOptions.ofPipelines(), settings),
                OptionsMapper.read(EdgeOptions.defaults(), settings),
                OptionsMapper.read(KeepOptions.defaults(), settings),
                OptionsMapper.read(KafkaOptions.defaults(), settings),
                OptionsMapper.read(MetricsOptions.defaults(), settings),
                OptionsMapper.read(WebhookOptions.defaults(), settings),
                OptionsMapper.read(FlinkOptions.defaults(), settings),
                places);
        LineCheck.check(definition, file);
        return definition;
    }

    /** A cap is shared by the sources as they are listed: what is only known while the pipeline runs would give other windows in a replay. */
    private static PruneOptions shared(PruneOptions prune, int sources) {
        return prune.withKeep(prune.keep().over(sources));
    }
}
