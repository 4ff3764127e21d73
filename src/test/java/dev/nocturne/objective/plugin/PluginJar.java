package dev.nocturne.objective.plugin;

import dev.nocturne.objective.ObjectivePlugin;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes jars of sources, as somebody who has nothing but Nocturne's classes would. */
public final class PluginJar {
    private PluginJar() {}

    /** A jar of one source and of one that is registered as a plugin. */
    static Path of(Path folder, String name, String source) {
        return of(folder, name, List.of(source), List.of("plugins.Plugin"));
    }

    /** A jar of sources with these registered; each source is of a class of package {@code plugins}. */
    public static Path of(Path folder, String name, List<String> sources, List<String> providers) {
        try {
            Path work = Files.createTempDirectory(folder, "source");
            for (String source : sources) {
                String type = source.replaceAll("(?s).*?public (?:final )?class (\\w+).*", "$1");
                Files.createDirectories(work.resolve("plugins"));
                Files.writeString(work.resolve("plugins/" + type + ".java"), source);
            }
            Path services = Files.createDirectories(work.resolve("META-INF/services"));
            if (!providers.isEmpty()) {
                Files.write(services.resolve(ObjectivePlugin.class.getName()), providers);
            }
            return ofFolder(work, folder.resolve(name));
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A jar of all that is in a folder, its sources compiled. */
    public static Path ofFolder(Path sources, Path jar) {
        try {
            Path classes = Files.createTempDirectory(jar.getParent(), "classes");
            var options = new ArrayList<>(List.of("-d", classes.toString(), "-proc:none", "-cp", published()));
            files(sources).stream()
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .forEach(options::add);
            int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, options.toArray(String[]::new));
            if (code != 0) {
                throw new IllegalStateException("The sources of the plugin do not compile.");
            }
            try (OutputStream out = Files.newOutputStream(jar);
                    var archive = new JarOutputStream(out)) {
                add(classes, archive, "");
                add(sources, archive, ".java");
            }
            return jar;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void add(Path folder, JarOutputStream archive, String without) throws IOException {
        for (Path file : files(folder)) {
            if (without.isEmpty() || !file.toString().endsWith(without)) {
                archive.putNextEntry(new JarEntry(folder.relativize(file).toString()));
                archive.write(Files.readAllBytes(file));
                archive.closeEntry();
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String published() {
        try {
            return Path.of(ObjectivePlugin.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
