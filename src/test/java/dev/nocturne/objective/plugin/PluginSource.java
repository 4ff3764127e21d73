package dev.nocturne.objective.plugin;

/** Sources of plugins for tests. */
final class PluginSource {
    private static final String TEMPLATE = """
            package plugins;

            import dev.nocturne.objective.*;
            import java.util.*;

            public class %s implements ObjectivePlugin {
                %s

                @Override
                public String name() {
                    return "tested";
                }

                @Override
                public Objective create(PluginContext context) throws Exception {
                    %s
                }
            }
            """;

    private PluginSource() {}

    /** A plugin whose objective is this expression of {@code trial}. */
    static String evaluating(String expression) {
        return named("Plugin", "", "return trial -> " + expression + ";");
    }

    /** A plugin whose evaluation has these statements. */
    static String doing(String statements) {
        return named(
                "Plugin",
                "static double evaluate(TrialContext trial, PluginContext context) throws Throwable { " + statements
                        + " }",
                """
                return new Objective() {
                    @Override
                    public double evaluate(TrialContext trial) {
                        try {
                            return Plugin.evaluate(trial, context);
                        } catch (Throwable thrown) {
                            throw Plugin.<RuntimeException>sneaked(thrown);
                        }
                    }
                };
                }

                @SuppressWarnings("unchecked")
                static <T extends Throwable> T sneaked(Throwable thrown) throws T {
                    throw (T) thrown;
                """);
    }

    /** A plugin of that class name with these members and statements of {@code create}. */
    static String named(String type, String members, String create) {
        return TEMPLATE.formatted(type, members, create);
    }
}
