package dev.nocturne.objective.plugin;

import dev.nocturne.objective.Objective;
import dev.nocturne.objective.ObjectivePlan;
import dev.nocturne.objective.ObjectivePlugin;
import dev.nocturne.objective.ObjectiveProblem;
import dev.nocturne.objective.ObjectiveSettings;
import dev.nocturne.objective.PluginContext;
import dev.nocturne.objective.protocol.Excerpt;
import dev.nocturne.study.InvalidStudyException;
import dev.nocturne.study.NearestName;
import dev.nocturne.study.Study;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Looks for a study's plugin in its jars, asks it what it thinks of the study, and lets it make the objective. */
public final class PluginPlan implements ObjectivePlan {
    private static final int LONGEST_COMPLAINT = 1000;
    private static final int MOST_COMPLAINTS = 50;

    private final ObjectiveSettings.Plugin settings;
    private final PluginContext context;
    private final List<ObjectiveProblem> problems = new ArrayList<>();
    private final Optional<ObjectivePlugin> plugin;
    private @Nullable PluginLoader loader;

    /** Looks for the plugin and checks everything; see {@link #problems()}. */
    public PluginPlan(ObjectiveSettings.Plugin settings, Study study) {
        this.settings = settings;
        this.context = new PluginContext(study, settings.options(), settings.folder());
        for (int i = 0; i < settings.jar().size(); i++) {
            checkJar(settings.files().get(i), i);
        }
        plugin = problems.isEmpty() ? open() : Optional.empty();
    }

    private void checkJar(Path jar, int index) {
        String[] path = settings.jar().size() == 1
                ? new String[] {"objective", "jar"}
                : new String[] {"objective", "jar", Integer.toString(index)};
        if (!Files.isRegularFile(jar)) {
            add("There is no file " + jar + ".", path);
            return;
        }
        try (var opened = new ZipFile(jar.toFile())) {
            opened.size();
        } catch (ZipException noJar) {
            add(jar + " is not a jar: " + Excerpt.beginningOf(String.valueOf(noJar.getMessage())) + ".", path);
        } catch (IOException unreadable) {
            add(jar + " cannot be read: " + Excerpt.beginningOf(String.valueOf(unreadable.getMessage())) + ".", path);
        }
    }

    private Optional<ObjectivePlugin> open() {
        var opened = new PluginLoader(settings.files());
        loader = opened;
        Optional<ObjectivePlugin> found =
                provider(Providers.in(opened)).flatMap(provider -> construct(provider, opened));
        found.ifPresent(one -> askForComplaints(one, opened));
        return found;
    }

    private Optional<ServiceLoader.Provider<ObjectivePlugin>> provider(Providers providers) {
        return settings.className().map(name -> named(name, providers)).orElseGet(() -> only(providers));
    }

    private Optional<ServiceLoader.Provider<ObjectivePlugin>> named(String name, Providers providers) {
        var usable = providers.usable();
        if (!usable.containsKey(name)) {
            providers.failures().forEach(failure -> add(failure, "objective", "class"));
            add(
                    "No jar names a class '" + name + "' in its " + Providers.REGISTRATION + ", only "
                            + Providers.listed(usable.keySet()) + "."
                            + NearestName.of(name, usable.keySet())
                                    .map(meant -> " Did you mean " + meant + "?")
                                    .orElse(""),
                    "objective",
                    "class");
        }
        return Optional.ofNullable(usable.get(name));
    }

    private Optional<ServiceLoader.Provider<ObjectivePlugin>> only(Providers providers) {
        var usable = providers.usable();
        providers.failures().forEach(failure -> add(failure, "objective", "jar"));
        if (usable.size() > 1) {
            add(
                    "There are several plugins, " + Providers.listed(usable.keySet()) + ": choose one with class.",
                    "objective",
                    "jar");
        } else if (usable.isEmpty() && providers.failures().isEmpty()) {
            add(
                    "There is no plugin: no jar has a file " + Providers.REGISTRATION + " with the name of a class.",
                    "objective",
                    "jar");
        }
        return problems.isEmpty() ? usable.values().stream().findFirst() : Optional.empty();
    }

    private Optional<ObjectivePlugin> construct(ServiceLoader.Provider<ObjectivePlugin> provider, PluginLoader opened) {
        try {
            return Optional.of(opened.call(provider::get));
        } catch (Throwable thrown) {
            Throwable cause = thrown instanceof ServiceConfigurationError && thrown.getCause() != null
                    ? thrown.getCause()
                    : thrown;
            add(
                    "The plugin " + provider.type().getName() + " cannot be made: " + Thrown.whyNotLoaded(cause) + ".",
                    "objective",
                    settings.className().isPresent() ? "class" : "jar");
            return Optional.empty();
        }
    }

    private void askForComplaints(ObjectivePlugin found, PluginLoader opened) {
        try {
            opened.call(() -> List.copyOf(found.check(context))).stream()
                    .limit(MOST_COMPLAINTS)
                    .forEach(complaint ->
                            add(Excerpt.beginningOf(complaint, LONGEST_COMPLAINT), "objective", "options"));
        } catch (Throwable thrown) {
            add(
                    "The plugin cannot check its options: it threw " + Thrown.inWords(thrown) + ".",
                    "objective",
                    "options");
        }
    }

    @Override
    public List<ObjectiveProblem> problems() {
        return List.copyOf(problems);
    }

    @Override
    public Objective objective() {
        ObjectivePlugin found = plugin.orElseThrow();
        PluginLoader opened = loader;
        if (opened == null) {
            throw new IllegalStateException("A plugin makes one objective.");
        }
        PluginObjective made = make(found, opened);
        loader = null; // From here on it is the objective's to close.
        return made;
    }

    private PluginObjective make(ObjectivePlugin found, PluginLoader opened) {
        try {
            return opened.call(() -> {
                Objective objective = found.create(context);
                if (objective == null) {
                    throw new IllegalStateException("it made no objective");
                }
                return new PluginObjective(String.valueOf(found.name()), objective, opened);
            });
        } catch (Throwable thrown) {
            throw new InvalidStudyException(
                    "objective: The plugin cannot make its objective: it threw " + Thrown.inWords(thrown) + ".");
        }
    }

    @Override
    public void close() {
        if (loader != null) {
            loader.close();
        }
    }

    private void add(String message, String... path) {
        problems.add(new ObjectiveProblem(List.of(path), message));
    }
}
