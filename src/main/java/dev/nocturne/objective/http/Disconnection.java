package dev.nocturne.objective.http;

import dev.nocturne.objective.protocol.DurationWords;
import dev.nocturne.objective.protocol.Excerpt;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Says why there was no answer. */
final class Disconnection {
    private Disconnection() {}

    /** What happened to a request to that address, without a full stop. */
    static String inWords(IOException failure, String address, Duration connectTimeout) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "The service " + address + " could not be reached within " + DurationWords.of(connectTimeout);
        }
        if (isCausedBy(failure, UnresolvedAddressException.class) || isCausedBy(failure, UnknownHostException.class)) {
            return "The service " + address + " could not be reached: its host name is not known here";
        }
        if (failure instanceof ConnectException) {
            return "The service " + address + " could not be reached: nobody listens there, or the way is barred"
                    + detail(failure);
        }
        if (isCausedBy(failure, CertificateException.class)) {
            return "The service " + address + " was not trusted, and nothing was sent: its certificate must be made for"
                    + " that host name, be valid today, and be signed by an authority in this Java's trust store"
                    + detail(deepest(failure));
        }
        return failure instanceof SSLException
                ? "The service " + address + " could not be reached by TLS" + detail(failure)
                : "The connection to the service " + address + " broke off before the whole answer was there"
                        + detail(failure);
    }

    private static String detail(Throwable failure) {
        return failure.getMessage() == null ? "" : " (" + Excerpt.beginningOf(failure.getMessage()) + ")";
    }

    private static Throwable deepest(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
