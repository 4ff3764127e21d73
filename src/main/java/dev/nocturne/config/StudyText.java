package dev.nocturne.config;

import dev.nocturne.study.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.yaml.snakeyaml.reader.StreamReader;

/** The text of a study file, taken from the disk and found fit to be parsed. */
final class StudyText {
    private static final int MAX_CHARACTERS = 1_000_000;
    private static final int MAX_BYTES = 4 * MAX_CHARACTERS;

    private StudyText() {}

    /**
     * The text of the file; no more than it may have is ever read.
     *
     * @throws StudyFileException if there is no such text
     */
    static String read(Path file, Problems problems) {
        try {
            if (Files.isDirectory(file)) {
                problems.addWhole("this is a folder; name the study file in it.");
            } else {
                return decode(bytes(file), problems);
            }
        } catch (NoSuchFileException e) {
            problems.addWhole("there is no such file." + neighbour(file));
        } catch (AccessDeniedException e) {
            problems.addWhole("this user may not read the file.");
        } catch (IOException e) {
            problems.addWhole("the file could not be read (" + Quoted.escape(String.valueOf(e.getMessage())) + ").");
        }
        throw problems.exception();
    }

    /**
     * Refuses a text that is not worth parsing.
     *
     * @throws StudyFileException if it is too long or holds characters that no text has
     */
    static void check(String text, Problems problems) {
        if (text.length() > MAX_CHARACTERS) {
            refuseLength(problems);
        }
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c)) {
                problems.add(
                        Position.after(text.substring(0, i)),
                        String.format("the character U+%04X cannot stand in a YAML file: take it out.", c));
                throw problems.exception();
            }
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        }
    }

    private static String decode(byte[] bytes, Problems problems) {
        if (bytes.length > MAX_BYTES) {
            refuseLength(problems);
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        int good = in.position();
        out.flip();
        if (result.isError()) {
            problems.add(
                    Position.after(out),
                    "the file is not in UTF-8: byte " + (good + 1)
                            + " belongs to no character. Save it in the encoding UTF-8.");
            throw problems.exception();
        }
        return out.toString();
    }

    private static void refuseLength(Problems problems) {
        problems.addWhole("the file has more than 1,000,000 characters; a study file is short. Is it the right one?");
        throw problems.exception();
    }

    private static String neighbour(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return " Its folder does not exist, either.";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.limit(1000)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
            return NearestName.of(String.valueOf(file.getFileName()), names)
                    .map(name -> " Did you mean " + Quoted.of(name) + " beside it?")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
