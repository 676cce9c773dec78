package io.winnow.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.winnow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyFlinkPackagesKnowFlink = noClasses()
            .that()
            .resideOutsideOfPackage("..flink..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule onlyTheMappingKnowsGeneratedClasses = noClasses()
            .that()
            .resideOutsideOfPackages("io.winnow.avro..", "io.winnow.records.avro..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.winnow.avro..", "org.apache.avro..");

    @ArchTest
    static final ArchRule recordsKnowNoKafka = noClasses()
            .that()
            .resideInAnyPackage("io.winnow.records..", "io.winnow.frames..", "io.winnow.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka..");
}
