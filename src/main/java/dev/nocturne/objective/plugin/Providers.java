package dev.nocturne.objective.plugin;

import dev.nocturne.objective.ObjectivePlugin;
import dev.nocturne.objective.protocol.Excerpt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * What jars offer.
 *
 * @param usable by the name of the class
 * @param failures why others cannot be used, a sentence each
 */
record Providers(Map<String, ServiceLoader.Provider<ObjectivePlugin>> usable, List<String> failures) {
    static final String REGISTRATION = "META-INF/services/" + ObjectivePlugin.class.getName();

    private static final String PREFIX = ObjectivePlugin.class.getName() + ": ";
    private static final int MOST_FAILURES = 20;

    static Providers in(PluginLoader loader) {
        var usable = new LinkedHashMap<String, ServiceLoader.Provider<ObjectivePlugin>>();
        var failures = new ArrayList<String>();
        Iterator<ServiceLoader.Provider<ObjectivePlugin>> offered =
                ServiceLoader.load(ObjectivePlugin.class, loader.classes()).stream()
                        .iterator();
        boolean more = true;
        while (more && failures.size() < MOST_FAILURES) {
            try {
                more = offered.hasNext();
                if (more) {
                    ServiceLoader.Provider<ObjectivePlugin> provider = offered.next();
                    usable.put(provider.type().getName(), provider);
                }
            } catch (ServiceConfigurationError unusable) {
                failures.add("A plugin cannot be used: " + Excerpt.beginningOf(inWords(unusable)) + ".");
            } catch (LinkageError unusable) {
                failures.add("A plugin cannot be loaded: " + Thrown.whyNotLoaded(unusable) + ".");
            }
        }
        return new Providers(usable, failures);
    }

    private static String inWords(ServiceConfigurationError unusable) {
        return String.valueOf(unusable.getMessage())
                .replace(PREFIX, "")
                .replace(" not a subtype", " does not implement " + ObjectivePlugin.class.getName());
    }

    /** The names, for a sentence. */
    static String listed(Collection<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
