package dev.nocturne.strategy.cma;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations, in a fixed order and with a fixed cap:
 * slower than tridiagonal forms, but accurate for small eigenvalues too, and the matrices here are small.
 *
 * @param values in no particular order
 * @param vectors the i-th column belongs to the i-th value
 */
record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int MOST_SWEEPS = 30;
    private static final double NEGLIGIBLE = 1e-15;

    static SymmetricEigen of(double[][] symmetric) {
        int n = symmetric.length;
        double[][] a = new double[n][];
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i] = symmetric[i].clone();
            vectors[i][i] = 1;
        }
        boolean rotated = true;
        for (int sweep = 0; rotated && sweep < MOST_SWEEPS; sweep++) {
            rotated = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    double scale = Math.sqrt(Math.abs(a[p][p])) * Math.sqrt(Math.abs(a[q][q]));
                    if (Math.abs(a[p][q]) > NEGLIGIBLE * scale) {
                        rotate(a, vectors, p, q);
                        rotated = true;
                    }
                }
            }
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
        return new SymmetricEigen(values, vectors);
    }

    /** Turns the plane of two axes so that nothing is left between them. Only the upper triangle is kept. */
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        a[p][p] -= tangent * a[p][q];
        a[q][q] += tangent * a[p][q];
        a[p][q] = 0;
        int n = a.length;
        for (int i = 0; i < p; i++) {
            double ip = a[i][p];
            a[i][p] = cosine * ip - sine * a[i][q];
            a[i][q] = sine * ip + cosine * a[i][q];
        }
        for (int i = p + 1; i < q; i++) {
            double pi = a[p][i];
            a[p][i] = cosine * pi - sine * a[i][q];
            a[i][q] = sine * pi + cosine * a[i][q];
        }
        for (int i = q + 1; i < n; i++) {
            double pi = a[p][i];
            a[p][i] = cosine * pi - sine * a[q][i];
            a[q][i] = sine * pi + cosine * a[q][i];
        }
        for (double[] row : vectors) {
            double ip = row[p];
            row[p] = cosine * ip - sine * row[q];
            row[q] = sine * ip + cosine * row[q];
        }
    }
}
