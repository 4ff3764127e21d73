package dev.nocturne.objective;

import dev.nocturne.study.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files that a study's objective names, as one machine has them: a script among a command's arguments, a table of
 * data, a jar. Two machines that have them alike can evaluate trials of one run. What those files use in turn is not known.
 * Immutable.
 *
 * @param contents by the name that the study gives them: {@code sha256:…} of a file, {@code bytes:…} of one that is too
 *     large to be read for this, {@code there} of one with an absolute path, which belongs to the machine, {@code unreadable} of one that this user
 *     may not read
 */
public record ObjectiveFiles(Map<String, String> contents) {
    private static final long LARGEST_DIGESTED = 64L << 20;
    private static final String THERE = "there";
    private static final String UNREADABLE = "unreadable";

    public ObjectiveFiles {
        contents = Map.copyOf(contents);
    }

    /**
     * The files of that objective, to be compared with those of other machines; those that are not there are not among them.
     */
    public static ObjectiveFiles of(ObjectiveSettings objective) {
        return of(objective, false);
    }

    /**
     * The same, to be compared with those of this machine at another time: files with absolute paths count by their
     * contents, very large ones by their size and when they were changed last.
     */
    public static ObjectiveFiles onThisMachine(ObjectiveSettings objective) {
        return of(objective, true);
    }

    private static ObjectiveFiles of(ObjectiveSettings objective, boolean here) {
        var contents = new TreeMap<String, String>();
        if (objective instanceof ObjectiveSettings.Command command) {
            command.command().forEach(argument -> add(contents, command.workingDirectory(), argument, here));
        } else if (objective instanceof ObjectiveSettings.Model model) {
            String name = String.valueOf(model.data().getFileName());
            add(contents, model.data().getParent(), name, here);
        } else if (objective instanceof ObjectiveSettings.Plugin plugin) {
            plugin.jar().forEach(jar -> add(contents, plugin.folder(), jar.toString(), here));
        }
        return new ObjectiveFiles(contents);
    }

    /** A name with a line break would need more than a line. */
    private static void add(Map<String, String> contents, Path folder, String name, boolean here) {
        if (name.lines().count() == 1) {
            content(folder, name, here).ifPresent(content -> contents.put(name, content));
        }
    }

    private static Optional<String> content(Path folder, String name, boolean here) {
        try {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (!here && Path.of(name).isAbsolute()) {
                return Optional.of(THERE);
            }
            long size = Files.size(file);
            if (size <= LARGEST_DIGESTED) {
                return Optional.of("sha256:" + digest(file));
            }
            return Optional.of("bytes:" + size
                    + (here ? "@" + Files.getLastModifiedTime(file).toMillis() : ""));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.of(UNREADABLE);
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest sha256 = Sha256.digest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.hex(sha256.digest());
    }

    /** The names of those that were there before, and are not any more. */
    public List<String> goneSince(ObjectiveFiles before) {
        return before.contents.keySet().stream()
                .filter(name -> !contents.containsKey(name))
                .sorted()
                .toList();
    }

    /** The names of those that are there and are not what they were. */
    public List<String> changedSince(ObjectiveFiles before) {
        return before.contents.entrySet().stream()
                .filter(file -> contents.containsKey(file.getKey()))
                .filter(file -> !file.getValue().equals(contents.get(file.getKey())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** What another machine lacks or has otherwise, a sentence each; empty if it can take this one's place. */
    public List<String> missingFrom(ObjectiveFiles other) {
        var sentences = new ArrayList<String>();
        new TreeMap<>(contents).forEach((name, content) -> {
            String there = other.contents.get(name);
            if (there == null) {
                sentences.add("The file " + name + ", which the objective uses, is not there.");
            } else if (there.equals(UNREADABLE)) {
                sentences.add("The file " + name + ", which the objective uses, cannot be read.");
            } else if (!there.equals(content) && !content.equals(UNREADABLE)) {
                sentences.add("The file " + name + " differs from that of the machine on which the run was started.");
            }
        });
        return sentences;
    }

    /** A line for each file, which {@link #read} reads. */
    public String text() {
        return new TreeMap<>(contents)
                .entrySet().stream()
                        .map(file -> file.getValue() + " " + file.getKey() + "\n")
                        .collect(Collectors.joining());
    }

    /** What {@link #text} wrote. */
    public static ObjectiveFiles read(String text) {
        return new ObjectiveFiles(text.lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(file -> file[1], file -> file[0])));
    }
}
