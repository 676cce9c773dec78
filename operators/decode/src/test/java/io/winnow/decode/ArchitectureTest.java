package io.winnow.decode;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.winnow.decode", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyTheFlinkPackageKnowsFlink = noClasses()
            .that()
            .resideOutsideOfPackage("..flink..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "io.winnow..flink..");

    @ArchTest
    static final ArchRule knowsNoOtherStage = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.winnow.model..",
                    "io.winnow.tokenize..",
                    "io.winnow.prune..",
                    "io.winnow.read..",
                    "io.winnow.jobs..");

    @ArchTest
    static final ArchRule processesKnowNothingOfStreams = noClasses()
            .that()
            .resideInAPackage("..process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..decode.stream..", "..decode.sources..", "..decode.flink..", "io.winnow.frames..");

    @ArchTest
    static final ArchRule onlyTheWorkerAndInProcessDecodingTouchFfmpeg = noClasses()
            .that()
            .resideInAnyPackage("..decode.stream..", "..decode.sources..", "..decode.flink..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.bytedeco..", "io.winnow.decode.worker..");
}
