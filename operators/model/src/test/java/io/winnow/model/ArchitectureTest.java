package io.winnow.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.winnow.model", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule knowsNeitherFlinkNorStages = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.flink..",
                    "io.winnow..flink..",
                    "io.winnow.decode..",
                    "io.winnow.tokenize..",
                    "io.winnow.prune..",
                    "io.winnow.read..");

    @ArchTest
    static final ArchRule batchesKnowNoEngine = noClasses()
            .that()
            .resideInAPackage("..batch..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..", "ai.djl..", "io.winnow.model");

    @ArchTest
    static final ArchRule onlyTheRootKnowsEngines = noClasses()
            .that()
            .resideOutsideOfPackage("io.winnow.model")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.onnxruntime..", "ai.djl..");
}
