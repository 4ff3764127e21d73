package dev.nocturne.store;

import java.io.FileNotFoundException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a database that is there lets nobody in, where waiting does not mend it. PostgreSQL's driver says most of this with
 * the states of a broken connection, and in the language of the machine, so what counts is what caused it.
 */
final class ConnectionRefusal {
    private static final String SEE = " See docs/security.md.";

    /** H2: a file that is not there. */
    private static final int NOT_THERE = 90146;

    private ConnectionRefusal() {}

    /** What to tell a person; empty if it is another failure. */
    static Optional<String> sentence(Throwable failure) {
        List<Throwable> causes = causes(failure);
        Optional<SQLException> innermost = last(causes, SQLException.class);
        if (innermost.isEmpty()) {
            return Optional.empty();
        }
        String state = String.valueOf(innermost.get().getSQLState());
        String message = String.valueOf(innermost.get().getMessage());
        if (state.startsWith("08")) {
            return certificate(causes, message).or(() -> state.equals("08004") ? rejected(message) : Optional.empty());
        }
        if (state.equals("28000") && message.contains("pg_hba")) {
            return Optional.of("The database lets this user not connect from here: " + message
                    + ". Allow it in the server's pg_hba.conf, or encrypt with sslmode=verify-full if that asks for"
                    + " it." + SEE);
        }
        if (state.equals("28000") || state.equals("28P01") || innermost.get().getErrorCode() == 28000) {
            return Optional.of("The database refuses the user or password. Check SPRING_DATASOURCE_USERNAME and"
                    + " SPRING_DATASOURCE_PASSWORD, or NOCTURNE_DB_PASSWORD with the profile postgres.");
        }
        if (innermost.get().getErrorCode() == NOT_THERE) {
            return Optional.of(
                    "There is no database there, and the data source's URL forbids to make one. Correct the path"
                            + " in SPRING_DATASOURCE_URL, or take IFEXISTS or FORBID_CREATION out of it.");
        }
        return Optional.empty();
    }

    private static Optional<String> certificate(List<Throwable> causes, String message) {
        if (message.contains("HostnameVerifier")) {
            return Optional.of("The database's certificate is for another host name. Write the name that it was made"
                    + " for into SPRING_DATASOURCE_URL, or have one made for this name." + SEE);
        }
        if (last(causes, CertificateExpiredException.class).isPresent()
                || last(causes, CertificateNotYetValidException.class).isPresent()) {
            return Optional.of("The database's certificate is not valid at this time: " + root(causes)
                    + ". Renew it on the server, or set this machine's clock." + SEE);
        }
        Optional<FileNotFoundException> missing = last(causes, FileNotFoundException.class);
        if (missing.isPresent()) {
            return Optional.of("A certificate that the data source's URL names cannot be read: "
                    + missing.get().getMessage() + ". Correct sslrootcert in it." + SEE);
        }
        return last(causes, GeneralSecurityException.class)
                .map(distrust -> "The database's certificate is not trusted: " + distrust.getMessage()
                        + ". The URL's sslrootcert must be the certificate of the authority that signed the"
                        + " server's." + SEE);
    }

    private static Optional<String> rejected(String message) {
        return Optional.of(
                message.contains("SSL")
                        ? "The database offers no encryption, which the data source's URL demands (sslmode). Switch ssl"
                                + " on in the server's postgresql.conf." + SEE
                        : "The database refuses the connection: " + message
                                + ". Check SPRING_DATASOURCE_PASSWORD, or NOCTURNE_DB_PASSWORD with the profile"
                                + " postgres." + SEE);
    }

    private static String root(List<Throwable> causes) {
        return String.valueOf(causes.get(causes.size() - 1).getMessage());
    }

    private static <T extends Throwable> Optional<T> last(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).reduce((outer, inner) -> inner);
    }

    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
