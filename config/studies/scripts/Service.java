import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service that evaluates trials, in one file: java config/studies/scripts/Service.java [PORT]. */
public class Service {
    public static void main(String[] arguments) throws IOException {
        int port = arguments.length == 0 ? 8090 : Integer.parseInt(arguments[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/evaluate", exchange -> {
            String trial = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] answer = String.format(Locale.ROOT, "{\"objective\": %.9f}", price(number(trial, "x"), number(trial, "y")))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        System.out.println("Listening on port " + server.getAddress().getPort());
    }

    /** What a real service would take a while for. */
    private static double price(double x, double y) {
        return Math.pow(x - 1, 2) + Math.pow(y - x * x, 2);
    }

    /** Good enough for a trial whose parameters are numbers; a real service reads JSON with a library. */
    private static double number(String trial, String name) {
        Matcher value = Pattern.compile("\"" + name + "\"\\s*:\\s*([-+.eE0-9]+)").matcher(trial);
        if (!value.find()) {
            throw new IllegalArgumentException("There is no " + name + " in " + trial);
        }
        return Double.parseDouble(value.group(1));
    }
}
