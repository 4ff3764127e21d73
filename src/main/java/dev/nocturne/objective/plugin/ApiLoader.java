package dev.nocturne.objective.plugin;

import dev.nocturne.objective.ObjectivePlugin;
import java.util.Set;

/**
 * Shows plugins the JDK and what of Nocturne is made for them, and hides all else: a plugin may bring another version of any
 * library that Nocturne uses.
 */
final class ApiLoader extends ClassLoader {
    private static final Set<String> PACKAGES =
            Set.of("dev.nocturne.objective", "dev.nocturne.space", "dev.nocturne.study");

    ApiLoader() {
        super("nocturne-api", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (PACKAGES.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))) {
            return Class.forName(name, false, ObjectivePlugin.class.getClassLoader());
        }
        throw new ClassNotFoundException(name);
    }
}
