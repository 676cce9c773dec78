package io.winnow.tokenize;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.winnow.tokenize", importOptions = ImportOption.DoNotIncludeTests.class)
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
            .resideInAnyPackage("io.winnow.decode..", "io.winnow.prune..", "io.winnow.read..", "io.winnow.jobs..");

    @ArchTest
    static final ArchRule theLineKnowsNoTokenizerByName = noClasses()
            .that()
            .resideInAPackage("..line..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..cells..", "..vqtoken..");

    @ArchTest
    static final ArchRule enginesAreBehindTheirInterface =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("ai.onnxruntime..", "ai.djl..");
}
