global using Duroxide.Providers;
