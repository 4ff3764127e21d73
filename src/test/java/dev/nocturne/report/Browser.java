package dev.nocturne.report;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;

/** The machine's own Chromium without a window. It takes whatever it asks of a network as a mistake of the page. */
final class Browser implements AutoCloseable {
    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser open() {
        // The page is driven by few commands that no version changes; Selenium warns of each version that it does not
        // know.
        Logger.getLogger("org.openqa.selenium").setLevel(Level.SEVERE);
        var options = new ChromeOptions();
        options.setBinary(program("CHROME_BIN", "chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run");
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"));
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(program("CHROMEDRIVER_BIN", "chromedriver")))
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static String program(String variable, String name) {
        String given = System.getenv(variable);
        Path found = Path.of(given == null ? "/usr/bin/" + name : given);
        if (!Files.isExecutable(found)) {
            throw new AssertionError(
                    "The report is tested in Chromium, and " + found
                            + " is not there. Install chromium and chromium-driver, or name others by CHROME_BIN and CHROMEDRIVER_BIN.");
        }
        return found.toString();
    }

    /** A page in a window of that size. */
    void visit(Path page, int width, int height) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        driver.get(page.toUri().toString());
    }

    void command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
    }

    /** What a function body returns in the page. */
    @SuppressWarnings("unchecked")
    <T> T ask(String script, Object... arguments) {
        return (T) driver.executeScript(script, arguments);
    }

    /** A number that a function body returns in the page. */
    int number(String script, Object... arguments) {
        return ((Number) ask(script, arguments)).intValue();
    }

    /** Presses keys where the focus is. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** What the page complained of since it was asked last. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What was asked for beside files of this machine and data in the page, since it was asked last. */
    List<String> requests() {
        return driver.manage().logs().get("performance").getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> message.contains("Network.requestWillBeSent"))
                .filter(message -> !message.contains("\"url\":\"file:") && !message.contains("\"url\":\"data:"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
